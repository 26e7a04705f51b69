class A:
    def m(self):
        pass

class B(A):
    def m(self):
        super(B, self).m()

B().m()
