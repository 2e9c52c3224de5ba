using Tasdir.Local.Host;

// The app's own program, with the host put into it: local APP.dll [switches or a command of the app].
return await LocalProgram.RunAsync(args);
