exports.f = function () {};
