#include <llvm/IR/InstIterator.h>
#include <llvm/IR/InstrTypes.h>
#include <llvm/Passes/PassBuilder.h>
#include "stages.h"

namespace tracejit {

namespace {

/* LLVM's passes for one region, in the syntax of `opt -passes`. As fast code as default<O3> gives for what the engine
 * emits (loops with exits, everything inlined), for two thirds of its time: no call graph walk, three InstCombines
 * instead of eight (DECISIONS.md, N-008). No SLP vectoriser (N-004). */
constexpr const char *kPasses =
    /* first: expectations of primitives are consumed by lower-expect */
    "always-inline,globaldce,function<eager-inv>("
    /* straight-line code, and branches that follow from others */
    "lower-expect,sroa,early-cse<memssa>,jump-threading,correlated-propagation,simplifycfg,"
    "instcombine<no-verify-fixpoint>,constraint-elimination,reassociate,simplifycfg,"
    /* what does not change goes out of the loops; unswitching of more than trivial conditions would copy them */
    "loop-mssa(loop-simplifycfg,licm<no-allowspeculation>,loop-rotate,licm<allowspeculation>,"
    "simple-loop-unswitch<no-nontrivial;trivial>),simplifycfg,instcombine<no-verify-fixpoint>,"
    "loop(indvars,loop-deletion,loop-unroll-full),"
    /* loads and checks that an earlier one answers */
    "gvn,sccp,bdce,instcombine<no-verify-fixpoint>,jump-threading,correlated-propagation,adce,dse,"
    "loop-mssa(licm<allowspeculation>),simplifycfg<sink-common-insts;hoist-common-insts>,"
    /* chunks without exits become vectors */
    "loop-simplify,lcssa,loop(loop-rotate),loop-vectorize,loop-load-elim,instcombine<no-verify-fixpoint>,"
    "simplifycfg<forward-switch-cond;switch-to-lookup;no-keep-loops;hoist-common-insts;sink-common-insts>,"
    "loop-unroll<O3>,loop-mssa(licm<allowspeculation>),instsimplify,div-rem-pairs,simplifycfg),globaldce";

/* For `quick`: what codegen needs, and what makes little of what was inlined. */
constexpr const char *kQuickPasses =
    "always-inline,globaldce,function(lower-expect,sroa,early-cse,simplifycfg),globaldce";

}  // namespace

void optimise(llvm::Module &module, bool quick) {
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
