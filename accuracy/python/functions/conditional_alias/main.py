import os

def f():
    pass

def g():
    pass

if os.environ:
    h = f
else:
    h = g
h()
