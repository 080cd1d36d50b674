/* The door for Node: `open(primitivesPath)` and `compile(bitcode, soPath, options)`; index.ts gives them types. */
#include <napi.h>
#include "compile.h"
#include "stages.h"

namespace {

using tracejit::CompileError;
using tracejit::CompileRequest;
using tracejit::CompileResult;

Napi::Error to_error(Napi::Env env, const std::string &phase, const std::string &message) {
  Napi::Error error = Napi::Error::New(env, phase + ": " + message);
  error.Value().Set("phase", phase);
  return error;
}

/* One compilation on a thread of libuv's pool. Deletes itself. */
class CompileJob : public Napi::AsyncWorker {
public:
  CompileJob(Napi::Env env, CompileRequest request)
      : Napi::AsyncWorker(env), request_(std::move(request)), deferred_(Napi::Promise::Deferred::New(env)) {}

  Napi::Promise promise() const { return deferred_.Promise(); }

  void Execute() override {
    try {
      result_ = tracejit::compile(request_);
    } catch (const CompileError &error) {
      phase_ = error.phase;
      SetError(error.what());
    }
  }

  void OnOK() override {
    const Napi::Env env = Env();
    Napi::Object times = Napi::Object::New(env);
    for (const auto &[stage, ms] : result_.times) times.Set(stage, ms);
    Napi::Object value = Napi::Object::New(env);
    value.Set("times", times);
    value.Set("instructions", result_.instructions);
    value.Set("codeBytes", result_.code_bytes);
    value.Set("linkedText", result_.linked_text);
    value.Set("optimisedText", result_.optimised_text);
    value.Set("assemblyText", result_.assembly_text);
    deferred_.Resolve(value);
  }

  void OnError(const Napi::Error &error) override {
    deferred_.Reject(to_error(Env(), phase_, error.Message()).Value());
  }

private:
  CompileRequest request_;
  CompileResult result_;
  std::string phase_ = "compile";
  Napi::Promise::Deferred deferred_;
};

Napi::Value open(const Napi::CallbackInfo &info) {
  try {
    tracejit::open_primitives(info[0].As<Napi::String>().Utf8Value());
  } catch (const CompileError &error) { throw to_error(info.Env(), error.phase, error.what()); }
  Napi::Object host = Napi::Object::New(info.Env());
  host.Set("cpu", tracejit::host_cpu());
  host.Set("features", tracejit::host_features());
  return host;
}

Napi::Value compile(const Napi::CallbackInfo &info) {
  const auto bitcode = info[0].As<Napi::Uint8Array>();
  const auto options = info[2].As<Napi::Object>();
  CompileRequest request;
  request.bitcode.assign(reinterpret_cast<const char *>(bitcode.Data()), bitcode.ByteLength());
  request.so_path = info[1].As<Napi::String>().Utf8Value();
  request.quick = options.Get("quick").ToBoolean();
  request.calls = options.Get("calls").ToBoolean();
  request.linked_text = options.Get("linkedText").ToBoolean();
  request.optimised_text = options.Get("optimisedText").ToBoolean();
  request.assembly_text = options.Get("assemblyText").ToBoolean();
  auto *job = new CompileJob(info.Env(), std::move(request));
  const Napi::Promise promise = job->promise();
  job->Queue();
  return promise;
}

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  exports.Set("open", Napi::Function::New(env, open));
  exports.Set("compile", Napi::Function::New(env, compile));
  return exports;
}

}  // namespace

NODE_API_MODULE(tracejit_llvm, initialise)
