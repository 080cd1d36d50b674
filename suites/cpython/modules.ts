/** Modules of CPython's own `test` package that are run under the JIT. */
export const MODULES = `
  test_int test_long test_float test_complex test_bool test_augassign test_compare test_range test_enumerate test_iter
  test_list test_dict test_set test_tuple test_str test_bytes test_array test_memoryview test_math test_listcomps
  test_dictcomps test_setcomps test_generators test_yield_from test_coroutines test_asyncgen test_exceptions test_raise
  test_traceback test_with test_contextlib test_scope test_global test_super test_descr test_class test_property
  test_dynamic test_opcache test_type_cache test_patma test_unpack test_unpack_ex test_call test_frame test_inspect
  test_sys_settrace test_sys_setprofile test_monitoring test_bdb test_gc test_weakref test_finalization test_threading
  test_fork1 test_signal test_faulthandler test_functools test_itertools test_json test_re test_statistics test_random
  test_decimal test_fractions test_heapq test_bisect test_copy test_pickle test_dataclasses test_enum`
  .trim()
  .split(/\s+/);

/** Tests that ask for what a JIT changes, and why; left out of the run under the JIT. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'test.test_opcache.TestRacesDoNotCrash.*':
    'asks that the interpreter has specialised instructions, which native code runs in its place',
};

/**
 * Modules that run with tool 5 of sys.monitoring given back (given-back.py), and why. What a program sees while the JIT holds it
 * is said by held-tool.spec.ts.
 */
export const TOOL_GIVEN_BACK: Readonly<Record<string, string>> = {
  test_monitoring: 'asks that no event is wanted by anyone: holding tool 5 alone fails 74 of its 78 tests',
};
