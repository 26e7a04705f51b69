def f():
    pass

def apply(g):
    g()

args = [f]
apply(*args)
