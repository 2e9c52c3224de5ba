// Runs the storage emulator for as long as its standard input stays open: it ends with the host, however the host ends.
// Ctrl-C in the terminal reaches every process there; here it is left to the host, which needs storage until it has stopped.
const once = process.once;
process.once = (event, handler) => (event === 'SIGINT' ? process : once.call(process, event, handler));
process.on('SIGINT', () => {});
process.stdin.resume().on('end', () => process.emit('SIGTERM') || process.exit());

// Clients keep their idle connections open, and a closing server would wait for them.
const { Server } = require('http');
const close = Server.prototype.close;
Server.prototype.close = function (done) {
  const closing = close.call(this, done);
  this.closeAllConnections();
  return closing;
};

require('azurite/dist/src/azurite.js');
