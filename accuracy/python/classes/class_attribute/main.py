def f():
    pass

class A:
    hook = staticmethod(f)

A.hook()
