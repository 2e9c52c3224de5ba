using System.Reflection;
using Tasdir.Local.Host;

// The app's own program, with the host put into it: APP.dll [switches, or a command].
if (args is not [var path, .. var rest] || !File.Exists(path))
{
    await Console.Error.WriteLineAsync("Name the built app: Tasdir.Local APP.dll [switches, or a command].");
    return 1;
}

// Before anything else is touched: what both use is the app's, as it is on Azure.
Assembly app = AppAssembly.Load(Path.GetFullPath(path), typeof(AppAssembly).Assembly.Location);
return await LocalProgram.RunAsync(app, rest);
