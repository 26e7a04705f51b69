import lib

lib.f()
