class A:
    class B:
        def m(self):
            pass

A.B().m()
