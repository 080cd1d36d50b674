#include "client.h"
#include "startup.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <x86intrin.h>
#include <cerrno>
#include <cstring>
#include "complaint.h"
#include "engine_process.h"
#include "recorder.h"
#include "runtime.h"

namespace tracejit {
namespace {

constexpr uint64_t kPollEveryTicks = 1000000; /* of the time-stamp counter: some tenths of a millisecond */
constexpr uint64_t kWaitNs = 60ull * 1000000000u;
constexpr uint32_t kMaxFrame = 64u << 20;
constexpr const char *kLastWords = "cannot start: ";

enum class Link { None, Up, Gone };

Link link = Link::None;
int engine_socket = -1;
std::string outbox;
std::string inbox;
uint64_t last_poll = 0;

void close_link(Link next) {
  if (engine_socket >= 0) close(engine_socket);
  engine_socket = -1;
  outbox.clear();
  inbox.clear();
  link = next;
}

/* The engine died or broke the protocol: the script goes on without. */
void engine_gone() {
  if (link == Link::Gone) return;
  close_link(Link::Gone);
  count_bail("EngineGone");
  engine_lost();
}

int connect_to(const std::string &path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return -1;
  std::memcpy(address.sun_path, path.data(), path.size());
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd >= 0 && connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) < 0) {
    close(fd);
    return -1;
  }
  return fd;
}

/* A script may close fd 0-2 and open files there by number: ours stays out of the way. */
int high_descriptor(int fd) {
  int high = fcntl(fd, F_DUPFD_CLOEXEC, 64);
  if (high < 0) return fd;
  close(fd);
  return high;
}

void flush() {
  size_t sent = 0;
  while (sent < outbox.size()) {
    ssize_t count = send(engine_socket, outbox.data() + sent, outbox.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0) {
      sent += static_cast<size_t>(count);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      break;
    } else if (errno != EINTR) {
      return engine_gone();
    }
  }
  outbox.erase(0, sent);
}

/* False at the end of the stream. */
bool receive() {
  static char buffer[65536]; /* a thread's stack may be no larger; whoever calls has the GIL */
  for (;;) {
    ssize_t count = recv(engine_socket, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count > 0) {
      inbox.append(buffer, static_cast<size_t>(count));
    } else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      return true;
    } else if (count == 0 || errno != EINTR) {
      return false;
    }
  }
}

uint32_t frame_size(const std::string &bytes) {
  auto at = reinterpret_cast<const unsigned char *>(bytes.data());
  return at[0] | at[1] << 8 | at[2] << 16 | static_cast<uint32_t>(at[3]) << 24;
}

bool is_answer(const std::string &message) {
  flatbuffers::Verifier verifier(reinterpret_cast<const uint8_t *>(message.data()), message.size(), 64, 100000000);
  if (!wire::VerifyMessageBuffer(verifier)) return false;
  const wire::Message *parsed = wire::GetMessage(message.data());
  return parsed->body_as_Install() || parsed->body_as_Refusal();
}

/* In place of its first answer an engine may say in words why it cannot work (engine/service/boot.ts). */
void note_last_words(const std::string &message) {
  if (message.compare(0, std::strlen(kLastWords), kLastWords) == 0) complain("the engine " + message);
}

void take_frames() {
  while (inbox.size() >= 4) {
    uint32_t size = frame_size(inbox);
    if (size > kMaxFrame) return engine_gone();
    if (inbox.size() - 4 < size) return;
    std::string message = inbox.substr(4, size);
    inbox.erase(0, 4 + static_cast<size_t>(size));
    if (!is_answer(message)) {
      note_last_words(message);
      return engine_gone();
    }
    take_answer(std::move(message));
  }
}

void exchange() {
  flush();
  if (link != Link::Up) return;
  bool open = receive();
  take_frames(); /* what came before the end still counts */
  if (!open) engine_gone();
}

}  // namespace

void warm_engine() {
  if (link != Link::None) return;
  startup_mark(kLoopSeen);
  int fd = knobs().engine.empty() ? spawn_engine() : connect_to(knobs().engine);
  if (fd < 0) return engine_gone();
  engine_socket = high_descriptor(fd);
  link = Link::Up;
  startup_mark(kEngineSpawned);
}

bool engine_started() { return link != Link::None; }

bool engine_usable() { return link != Link::Gone; }

bool send_to_engine(const std::string &message) {
  warm_engine();
  if (link != Link::Up) return false;
  uint32_t size = static_cast<uint32_t>(message.size());
  for (int shift = 0; shift < 32; shift += 8) outbox.push_back(static_cast<char>(size >> shift));
  outbox += message;
  flush();
  return link == Link::Up;
}

void poll_engine() {
  if (link != Link::Up) return;
  uint64_t now = __rdtsc();
  if (now - last_poll < kPollEveryTicks) return;
  last_poll = now;
  exchange();
}

void wait_for_answer(uint32_t request) {
  uint64_t until = monotonic_ns() + kWaitNs;
  while (link == Link::Up && request_open(request) && monotonic_ns() < until) {
    pollfd waiting = {engine_socket, static_cast<short>(POLLIN | (outbox.empty() ? 0 : POLLOUT)), 0};
    poll(&waiting, 1, 100);
    exchange();
  }
}

void drop_engine() { close_link(Link::None); }

}  // namespace tracejit
