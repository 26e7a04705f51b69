def h():
    pass

def g():
    return h

def f():
    return g

f()()()
