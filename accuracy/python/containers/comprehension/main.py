def f():
    pass

def g():
    pass

[hook() for hook in (f, g)]
