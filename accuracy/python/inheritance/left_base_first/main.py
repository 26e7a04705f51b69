class B:
    def m(self):
        pass

class C:
    def m(self):
        pass

class D(B, C):
    pass

D().m()
