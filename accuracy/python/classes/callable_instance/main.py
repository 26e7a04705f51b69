def f():
    pass

class A:
    def __call__(self):
        f()

a = A()
a()
