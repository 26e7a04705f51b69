def f():
    pass

def h():
    pass

def apply(g):
    g()

apply(f)
apply(h)
