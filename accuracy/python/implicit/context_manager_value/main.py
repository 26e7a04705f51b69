class Lock:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def m(self):
        pass

with Lock() as lock:
    lock.m()
