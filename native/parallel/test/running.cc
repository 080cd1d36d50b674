/* Whole runs against the serial loop: stops at every position, random chunks, undo, streams, the grid. */
#include <cmath>
#include <random>

#include "bench.h"
#include "check.h"

using namespace test;

namespace {

/* Captured by the loops below. */
struct Data {
  std::vector<int64_t> in, out, list;
  int64_t fails_at = INT64_MAX; /* the iteration that cannot be done */
  int64_t begins_at = 0;        /* iteration 0 of the run is this one of the loop */
};

Data &data_of(const tj_task *task) { return *reinterpret_cast<Data *>(task->captures[0]); }

/* s += in[i]; m = min(m, in[i]) with its place; out[i] = in[i] * 2 + 1 in place; list[i] = i; last = in[i]. */
enum { SUM, LEAST, PLACE, LAST, INDEX, STATES };
tj_i64 everything(tj_task *task, int64_t, int64_t first, int64_t count) {
  Data &data = data_of(task);
  int64_t sum = 0, least = INT64_MAX, place = -1, last = 0;
  for (int64_t k = 0; k < count; k++) {
    mark(task);
    int64_t i = data.begins_at + first + k;
    auto at = static_cast<size_t>(i);
    bool done = push_log(task, nullptr, 0, 0) && push_log(task, &data.list, i, i) &&
                write_word(task, &data.out[at], data.in[at] * 2 + 1);
    if (done && i >= data.fails_at) done = false; /* it has written already */
    if (done && data.in[at] < least) least = data.in[at], place = i;
    if (done) sum += data.in[at], last = data.in[at];
    if (done && k + 1 < count) continue;
    int64_t results[] = {sum, least, place, last, i + done};
    std::copy(results, results + STATES, task->results);
    return {k + done, !done};
  }
  return {0, 0};
}

Data some_data(size_t length, unsigned seed) {
  Data data;
  std::mt19937_64 random(seed);
  for (size_t k = 0; k < length; k++) data.in.push_back(static_cast<int64_t>(random() % 1000));
  data.out.assign(length, -5);
  data.list.assign(length, -6);
  return data;
}

struct Outcome {
  int64_t done, sum = 10, least = 5000, place = -9, last = -8;
};

Outcome serial(const Data &data, int64_t count) {
  Outcome outcome{std::min(count, data.fails_at)};
  for (int64_t i = 0; i < outcome.done; i++) {
    int64_t x = data.in[static_cast<size_t>(i)];
    outcome.sum += x;
    outcome.last = x;
    if (x < outcome.least) outcome.least = x, outcome.place = i;
  }
  return outcome;
}

/* Runs until an iteration cannot be done, or it does not pay to go on; how many were done. */
int64_t check_everything(Data data, int64_t count, const Setting &setting) {
  Outcome found{0};
  while (data.begins_at < count) {
    Bench bench;
    bench.capture(&data);
    bench.state(found.sum, TJ_COMBINE_AddI64);
    bench.state(found.least, TJ_COMBINE_MinI64);
    bench.state(found.place, TJ_COMBINE_With, LEAST);
    bench.state(found.last, TJ_COMBINE_Last);
    bench.state(data.begins_at, TJ_COMBINE_Last);
    int64_t k = bench.run(everything, count - data.begins_at, 0, setting);
    if (k == 0) break;
    data.begins_at += k;
    EQUAL(bench.word(INDEX), data.begins_at);
    found = {data.begins_at, bench.word(SUM), bench.word(LEAST), bench.word(PLACE), bench.word(LAST)};
  }
  Outcome wanted = serial(data, found.done);
  EQUAL(found.done, wanted.done);
  EQUAL(found.sum, wanted.sum);
  EQUAL(found.least, wanted.least);
  EQUAL(found.place, wanted.place);
  EQUAL(found.last, wanted.last);
  for (int64_t i = 0; i < count; i++) {
    auto at = static_cast<size_t>(i);
    EQUAL(data.out[at], i < wanted.done ? data.in[at] * 2 + 1 : -5);
    EQUAL(data.list[at], i < wanted.done ? i : -6);
  }
  return found.done;
}

}  // namespace

TEST(stops_at_every_position) {
  for (int64_t at = 0; at <= 60; at++) {
    Data data = some_data(60, 1);
    data.fails_at = at;
    EQUAL(check_everything(data, 60, {2, true, 1e6}), at); /* so dear that each chunk is short */
  }
}

TEST(goes_through_with_any_number_of_threads) {
  for (int threads : {2, 3, 8})
    for (double ns : {100.0, 1e3, 1e5}) EQUAL(check_everything(some_data(30000, 2), 30000, {threads, true, ns}), 30000);
  EQUAL(check_everything(some_data(30000, 2), 30000, {1, true, 100}), 0);
}

TEST(random_chunks_and_stops) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; round++) {
    auto count = static_cast<int64_t>(random() % 5000 + 1);
    Data data = some_data(static_cast<size_t>(count), random());
    if (random() % 2) data.fails_at = static_cast<int64_t>(random() % static_cast<unsigned>(count));
    double ns = std::pow(10.0, static_cast<double>(random() % 7));
    check_everything(data, count, {static_cast<int>(random() % 4 + 2), random() % 4 != 0, ns});
  }
}

TEST(a_refused_log_entry_stops_before_its_iteration) {
  for (int64_t refused : {0, 1, 30, 199}) {
    Data data = some_data(200, 4);
    world.refused_value = refused;
    Bench bench;
    bench.capture(&data);
    bench.state(10, TJ_COMBINE_AddI64);
    bench.state(5000, TJ_COMBINE_MinI64);
    bench.state(-9, TJ_COMBINE_With, LEAST);
    bench.state(-8, TJ_COMBINE_Last);
    bench.state(0, TJ_COMBINE_Last);
    int64_t k = bench.run(everything, 200, 0, {2, true, 1e6});
    world.refused_value = INT64_MIN;
    EQUAL(k, refused);
    Outcome wanted = serial(data, k);
    EQUAL(bench.word(SUM), wanted.sum);
    EQUAL(bench.word(PLACE), wanted.place);
    EQUAL(bench.word(LAST), wanted.last);
    for (size_t i = 0; i < 200; i++) {
      EQUAL(data.out[i], static_cast<int64_t>(i) < k ? data.in[i] * 2 + 1 : -5);
      EQUAL(data.list[i], static_cast<int64_t>(i) < k ? static_cast<int64_t>(i) : -6);
    }
  }
}

namespace {

/* s += big: the sum of a chunk fits, that of all does not. */
tj_i64 big_sum(tj_task *task, int64_t, int64_t, int64_t count) {
  int64_t sum = 0;
  for (int64_t k = 0; k < count; k++) {
    mark(task);
    int64_t next;
    if (__builtin_add_overflow(sum, INT64_MAX / 1000, &next)) {
      task->results[0] = sum;
      return {k, 1};
    }
    sum = next;
  }
  task->results[0] = sum;
  return {count, 0};
}

/* s = s + 1 / (i + 1), exactly in order. */
tj_i64 harmonic(tj_task *task, int64_t, int64_t first, int64_t count) {
  for (int64_t k = 0; k < count; k++) {
    mark(task);
    if (!push_stream(task, 2, 1.0 / static_cast<double>(first + k + 1))) return {k, 1};
  }
  return {count, 0};
}

/* The same on the grid. */
tj_i64 harmonic_grid(tj_task *task, int64_t, int64_t first, int64_t count) {
  double sum = -0.0;
  for (int64_t k = 0; k < count; k++) {
    mark(task);
    if (task->runtime->poll(task)) {
      task->results[0] = bits(sum);
      return {k, 1};
    }
    sum = sum + 1.0 / static_cast<double>(first + k + 1);
  }
  task->results[0] = bits(sum);
  return {count, 0};
}

}  // namespace

TEST(a_sum_beyond_64_bits_ends_before_its_chunk) {
  Bench bench;
  bench.state(0, TJ_COMBINE_AddI64);
  int64_t k = bench.run(big_sum, 5000, 0, {2, true, 1e6});
  EQUAL(k <= 1000 && k > 900, true);
  EQUAL(bench.word(0), k * (INT64_MAX / 1000));
}

TEST(streams_give_the_serial_sum) {
  double wanted = 0.25;
  for (int64_t i = 0; i < 300000; i++) wanted = wanted + 1.0 / static_cast<double>(i + 1);
  for (int threads : {2, 3, 8}) {
    Bench bench;
    bench.loop.nstreams = 3;
    bench.state(bits(0.25), TJ_COMBINE_FoldAdd, 2);
    EQUAL(bench.run(harmonic, 300000, 0, {threads, true, 50}), 300000);
    EQUAL(bench.value(0), wanted);
  }
}

TEST(the_grid_gives_the_same_bits_for_any_number_of_threads) {
  int64_t first = 0;
  for (int threads : {1, 2, 3, 8})
    for (double ns : {0.0, 0.5, 20.0, 1e4})
      for (bool pool : {true, false}) {
        Bench bench;
        bench.state(bits(0.25), TJ_COMBINE_AddF64);
        EQUAL(bench.run(harmonic_grid, 200001, TJ_RUN_GRID | TJ_RUN_WITHOUT_GIL, {threads, pool, ns}), 200001);
        if (!first) first = bench.word(0);
        EQUAL(bench.word(0), first);
      }
}

TEST(unknown_costs_are_learned) {
  Data data = some_data(200000, 5);
  Bench bench;
  bench.capture(&data);
  for (int k = 0; k < STATES; k++) bench.state(0, k == SUM ? TJ_COMBINE_AddI64 : TJ_COMBINE_Last);
  bench.run(everything, 200000);
  EQUAL(bench.cost.compute_ns > 0.1 && bench.cost.compute_ns < 10000, true);
  EQUAL(bench.cost.log_bytes, 2.0 * sizeof(tj_log_entry) + sizeof(tj_undo_entry));
  EQUAL(bench.cost.threads, 2);
}
