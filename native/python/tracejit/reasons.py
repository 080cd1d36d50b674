"""What the names of reasons mean, for explain(): name -> (sentence, what one can do about it).

Generated from engine/base/{exit-reasons,bail}.ts by engine/emit-headers.ts. Do not edit.
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
    "InternalError": ("a fault of the compiler: please report it", "run again with TRACEJIT_LOG=file and send the file"),
    "CompileFailed": ("the compiled code could not be loaded", "remove the folder that TRACEJIT_CACHE names, if any, and see `tracejit doctor`"),
    "EngineGone": ("the engine could not be started or reached, or it ended; the program goes on without", "see `tracejit doctor`"),
}
