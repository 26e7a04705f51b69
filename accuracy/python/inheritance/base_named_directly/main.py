class A:
    def m(self):
        pass

class B(A):
    def m(self):
        A.m(self)

B().m()
