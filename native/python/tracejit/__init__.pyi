from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Generic, Literal, SupportsIndex, TypeAlias, TypedDict, TypeVar, TypeVarTuple, overload

_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")

# As annotations these are the plain types: what they promise is no other type.
i32: TypeAlias = int
i64: TypeAlias = int
f32: TypeAlias = float
f64: TypeAlias = float
c64: TypeAlias = complex
c128: TypeAlias = complex

class Ptr(Generic[_T]):
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> _T: ...
    def __setitem__(self, index: int, value: _T) -> None: ...

class Vec(tuple[*_Ts], Generic[*_Ts]): ...

class Declined(TypedDict):
    reason: str
    detail: str
    line: int

class Exit(TypedDict):
    reason: str
    line: int
    code: str
    count: int

class Unit(TypedDict):
    code: str
    file: str
    entry: Literal["function", "loop"]
    unit: int
    line: int
    entries: int
    codeBytes: int
    valid: bool
    exits: list[Exit]
    loops: list[Loop]

class Loop(TypedDict):
    code: str
    line: int
    verdict: str
    prange: bool
    detail: str

class Place(TypedDict):
    entry: Literal["function", "loop"]
    line: int
    state: Literal["counting", "recording", "compiling", "compiled", "declined"]
    declined: Declined | None
    units: list[Unit]

class Explanation:
    name: str
    file: str
    places: list[Place]
    @property
    def compiled(self) -> bool: ...
    @property
    def entries(self) -> int: ...
    @property
    def loops(self) -> list[Loop]: ...

class ParallelError(RuntimeError):
    verdict: str
    detail: str
    line: int
    filename: str
    function: str

@overload
def prange(stop: SupportsIndex, /) -> range: ...
@overload
def prange(start: SupportsIndex, stop: SupportsIndex, step: SupportsIndex = 1, /) -> range: ...
def set_num_threads(number: int) -> None: ...
def get_num_threads() -> int: ...
def set_parallel_progress(hook: Callable[[int, int], object] | None) -> None: ...
@overload
def jit(function: _T, /) -> _T: ...
@overload
def jit(
    *,
    eager: bool | Iterable[Sequence[Any]] = (),
    opt_level: Literal[0, 1, 2, 3] = 2,
    cache: bool = False,
    parallel: bool = False,
    fastmath: bool = False,
    boundscheck: Literal[True] = True,
) -> Callable[[_T], _T]: ...
def wait(function: Any, timeout: float = 60.0) -> bool: ...
def is_compiled(function: Any) -> bool: ...
def explain(function: Any) -> Explanation: ...
def dump_ir(function: Any, stage: Literal["optimised", "linked", "typed", "lifted"] = "optimised") -> str: ...
def dump_asm(function: Any) -> str: ...
def stats() -> dict[str, Any]: ...
def enabled() -> bool: ...
def enable() -> AbstractContextManager[Any]: ...
def disable() -> AbstractContextManager[Any]: ...
def pause() -> AbstractContextManager[Any]: ...
