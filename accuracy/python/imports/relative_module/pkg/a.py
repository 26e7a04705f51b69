from . import b

def f():
    b.g()
