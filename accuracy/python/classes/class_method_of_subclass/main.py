class A:
    @classmethod
    def make(cls):
        return cls()

class B(A):
    def __init__(self):
        pass

    def m(self):
        pass

B.make().m()
