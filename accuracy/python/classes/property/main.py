def f():
    return 1

class A:
    @property
    def value(self):
        return f()

A().value
