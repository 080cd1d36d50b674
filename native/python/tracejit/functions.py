"""The Python functions that callables are made of: those have the code that is compiled."""


def functions_in(thing):
    """The Python functions that a callable (or property) is made of; TypeError when there is none."""
    import types

    found, looked_at = [], []
    todo = [thing]
    while todo:
        item = todo.pop()
        if any(item is known for known in looked_at):
            continue
        looked_at.append(item)
        if isinstance(item, types.FunctionType):
            found.append(item)
        elif isinstance(item, property):
            todo += [part for part in (item.fget, item.fset, item.fdel) if part is not None]
        elif not isinstance(item, type):
            declared = {name for base in type(item).__mro__ for name in vars(base)}
            inner = (getattr(item, name, None) for name in ("__func__", "func") if name in declared)
            todo += [part for part in (*inner, getattr(item, "__wrapped__", None)) if part is not None]
    if not found:
        what = "the class %s: decorate its methods" % thing.__name__ if isinstance(thing, type) else repr(thing)
        raise TypeError("jit takes a Python function, not %s" % what)
    return found
