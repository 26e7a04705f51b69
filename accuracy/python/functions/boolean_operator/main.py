def f():
    pass

g = None or f
g()
