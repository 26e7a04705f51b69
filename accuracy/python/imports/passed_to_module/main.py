import lib

def f():
    pass

lib.apply(f)
