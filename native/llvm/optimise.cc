#include <llvm/IR/InstIterator.h>
#include <llvm/IR/InstrTypes.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Transforms/Utils/Cloning.h>
#include "stages.h"

namespace tracejit {

namespace {

/* LLVM's passes for one region, in the syntax of `opt -passes`. As fast code as default<O3> gives for what the engine
 * emits (loops with exits, everything inlined): no call graph walk, four InstCombines instead of eight, nothing that
 * changed no region of the corpus (DECISIONS.md, N-008, N-012). No SLP vectoriser (N-004). */
constexpr const char *kPasses =
    /* first: expectations of primitives are consumed by lower-expect */
    "globaldce,function<eager-inv>("
    /* straight-line code, and branches that follow from others */
    "lower-expect,sroa,early-cse<memssa>,jump-threading,correlated-propagation,simplifycfg,"
    "instcombine<no-verify-fixpoint>,reassociate,simplifycfg,"
    /* what does not change goes out of the loops */
    "loop-mssa(loop-rotate,licm<allowspeculation>),instcombine<no-verify-fixpoint>,"
    "loop(indvars,loop-deletion,loop-unroll-full),"
    /* loads and checks that an earlier one answers */
    "gvn,instcombine<no-verify-fixpoint>,jump-threading,correlated-propagation,adce,dse,"
    "loop-mssa(licm<allowspeculation>),"
    /* chunks without exits become vectors */
    "loop(loop-rotate),loop-vectorize,instcombine<no-verify-fixpoint>,"
    "simplifycfg<forward-switch-cond;switch-to-lookup;no-keep-loops;hoist-common-insts;sink-common-insts>,"
    "loop-unroll<O3>,instsimplify,div-rem-pairs,simplifycfg),globaldce";

bool is_inlined(const llvm::CallBase &call) {
  const llvm::Function *callee = call.getCalledFunction();
  return callee && !callee->isDeclaration() && callee->hasFnAttribute(llvm::Attribute::AlwaysInline);
}

/* What the pass always-inline does, without the block frequencies it makes for each call: a twentieth of optimising. */
void inline_calls(llvm::Function &function) {
  llvm::SmallVector<llvm::CallBase *, 64> calls;
  for (llvm::Instruction &instruction : llvm::instructions(function)) {
    auto *call = llvm::dyn_cast<llvm::CallBase>(&instruction);
    if (call && is_inlined(*call)) calls.push_back(call);
  }
  while (!calls.empty()) {
    llvm::CallBase *call = calls.pop_back_val();
    llvm::InlineFunctionInfo inlined;
    if (!llvm::InlineFunction(*call, inlined, true).isSuccess()) continue; /* check_inlined tells */
    for (llvm::CallBase *inner : inlined.InlinedCallSites) {
      if (is_inlined(*inner)) calls.push_back(inner);
    }
  }
}

/* For `quick`: what codegen needs, and what makes little of what was inlined. */
constexpr const char *kQuickPasses = "globaldce,function(lower-expect,sroa,early-cse,simplifycfg),globaldce";

}  // namespace

void optimise(llvm::Module &module, bool quick) {
  for (llvm::Function &function : module) {
    if (!function.hasFnAttribute(llvm::Attribute::AlwaysInline)) inline_calls(function);
  }
  llvm::PassBuilder builder(&target_machine(quick));
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager graph;
  llvm::ModuleAnalysisManager modules;
  const llvm::TargetLibraryInfoImpl library = library_info(module);
  functions.registerPass([&] { return llvm::TargetLibraryAnalysis(library); });
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(graph);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, graph, modules);
  llvm::ModulePassManager passes;
  if (llvm::Error error = builder.parsePassPipeline(passes, quick ? kQuickPasses : kPasses))
    throw CompileError("optimise", llvm::toString(std::move(error)));
  passes.run(module, modules);
}

void check_inlined(const llvm::Module &module) {
  for (const llvm::Function &function : module) {
    for (const llvm::Instruction &instruction : llvm::instructions(function)) {
      const auto *call = llvm::dyn_cast<llvm::CallBase>(&instruction);
      const llvm::Function *callee = call ? call->getCalledFunction() : nullptr;
      if (!callee || !callee->getName().starts_with("tj_") || callee->hasFnAttribute(llvm::Attribute::NoInline))
        continue;
      throw CompileError("optimise", callee->getName().str() + " was not inlined");
    }
  }
}

}  // namespace tracejit
