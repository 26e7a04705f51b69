import pkg.tools

pkg.tools.f()
