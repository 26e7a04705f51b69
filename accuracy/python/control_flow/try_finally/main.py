def f():
    pass

def g():
    pass

try:
    f()
finally:
    g()
