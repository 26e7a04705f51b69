import functools

@functools.lru_cache
def f():
    pass

f()
