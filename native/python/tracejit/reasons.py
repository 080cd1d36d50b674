"""What the names of reasons mean, for explain(): name -> (sentence, what one can do about it).

Generated from engine/base/{exit-reasons,bail,parallel-verdicts}.ts by engine/emit-headers.ts. Do not edit.
"""

EXITS = {
    "EntryGuard": ("a variable had another type than the compiled entry expects", "keep the type of the variable the same at the head of the loop"),
    "Finished": ("the compiled part ended", ""),
    "Poll": ("the interpreter was asked for: a signal, another thread, the garbage collector", ""),
    "TypeChanged": ("a value had a type not seen while recording", "keep the types of the values in a container or variable alike"),
    "IntOverflow": ("an int left 64 bits", "mask the value if 64 bits are enough"),
    "DivisionByZero": ("a division by zero: the interpreter raises it", ""),
    "IndexOutOfRange": ("an index outside the sequence: the interpreter raises it", ""),
    "NeverSeen": ("a branch that was never taken while recording", "it is compiled in once it is taken often"),
    "Unbound": ("a variable without a value: the interpreter raises it", ""),
    "NotCompiled": ("an operation the compiler leaves to the interpreter", "see `tracejit explain` for the operation and the line"),
    "DomainError": ("an argument outside the domain of a function: the interpreter decides", ""),
    "TooManyVersions": ("too many combinations of types meet at one place", "keep the types of loop variables stable"),
    "RecursionLimit": ("the recursion limit is near: the interpreter goes on", ""),
    "Finaliser": ("dropping an object could run Python code: the interpreter drops it", ""),
    "NoMemory": ("an allocation failed: the interpreter raises it", ""),
    "CalleeExit": ("a native call further in left native code", ""),
    "ModifiedLength": ("unpacking found another number of values", ""),
    "Forced": ("forced by TRACEJIT_FORCE_EXIT (tests)", ""),
}

BAILS = {
    "UnsupportedEntry": ("the loop or function cannot be entered at this place", ""),
    "GeneratorCode": ("the code is a generator or coroutine", "collect the values with a plain loop"),
    "TooLarge": ("the region grew too large", "split the function, or keep the types of its variables stable"),
    "AlwaysExits": ("every way through the loop leaves native code", "see the operation named in the detail"),
    "UnsupportedStack": ("the operand stack holds something that cannot be taken over", ""),
    "BindingFailed": ("an object the code depends on was not found again", "do not redefine globals, builtins or functions while they are hot"),
    "PrangeDependence": ("the iterations of a loop over prange depend on each other: the next call of prange raises ParallelError", "use range"),
    "InternalError": ("a fault of the compiler: please report it", "run again with TRACEJIT_LOG=file and send the file"),
    "CompileFailed": ("the compiled code could not be loaded", "remove the folder that TRACEJIT_CACHE names, if any, and see `tracejit doctor`"),
    "EngineGone": ("the engine could not be started or reached, or it ended; the program goes on without", "see `tracejit doctor`"),
}

VERDICTS = {
    "Parallel": ("runs on several cores", ""),
    "Dependence": ("runs serially: an iteration needs what an earlier one did", "write the results to another container than the one that is read, and carry nothing but sums, counts, minima and maxima from one iteration to the next"),
    "FloatOrder": ("runs serially: floats are added in program order, as another order gives other bits", "ask for another order by @jit(parallel=True) or prange, over numbers that are computed or in a buffer"),
    "Allocates": ("runs serially: an iteration makes objects", "keep to numbers inside the loop, and make lists, tuples and texts outside"),
    "CallsOut": ("runs serially: an iteration calls what only the interpreter can run", "leave the call out of the loop, or collect its arguments and call afterwards"),
    "UnknownSubscript": ("runs serially: it is not known that each iteration writes another item", "write items of one list only, by the loop variable, or by it times a constant plus a constant"),
    "SameIteration": ("runs serially: an iteration reads an item that it has itself written", "keep the value in a variable, and write the item once, at the end"),
    "NotCounted": ("runs serially: how many iterations there are is not known before", "write it as `for i in range(n)`"),
    "TooCheap": ("runs serially: there is too little to do in it", "do more in an iteration, or make a loop around it the parallel one"),
    "Identity": ("runs serially: a variable must hold the very object that an iteration met, and not one with the same value", "use a number computed from the object: `x + 0` in place of `x`"),
    "TwoUpdates": ("runs serially: variables are updated together in a way that cannot be done in parts", "find the minimum or maximum alone, and the rest in a loop after it"),
    "Unsupported": ("runs serially: something in it is not done on several cores yet", ""),
    "Off": ("runs serially: nobody asked for anything else", "ask by @jit(parallel=True), prange, or `tracejit run --parallel`"),
}
