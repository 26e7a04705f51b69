class A:
    def __init__(self):
        pass

    @classmethod
    def make(cls):
        return cls()

A.make()
