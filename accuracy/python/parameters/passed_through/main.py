def f():
    pass

def inner(g):
    g()

def outer(g):
    inner(g)

outer(f)
