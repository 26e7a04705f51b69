class B:
    def m(self):
        pass

class A:
    @property
    def inner(self):
        return B()

A().inner.m()
