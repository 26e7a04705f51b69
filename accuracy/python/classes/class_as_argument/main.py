class A:
    def __init__(self):
        pass

    def m(self):
        pass

def build(cls):
    cls().m()

build(A)
