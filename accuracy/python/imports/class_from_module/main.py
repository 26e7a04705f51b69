import lib

lib.A().m()
