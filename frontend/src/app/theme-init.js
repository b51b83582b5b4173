// Runs before the first paint as a classic script. Applies the stored theme and picks the static shell to show.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    if (localStorage.getItem('signed-in') === 'yes') root.dataset.shell = 'app';
  } catch {
    // Storage is off: the system's theme and the plain shell are right.
  }
})();
