from base import A

class B(A):
    pass

B().m()
