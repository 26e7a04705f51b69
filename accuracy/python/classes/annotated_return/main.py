import pickle

class A:
    def m(self):
        pass

def load() -> A:
    return pickle.loads(b'')

load().m()
