namespace Tasdir.Local.Host;

/// <summary>Where the host finds its files.</summary>
/// <param name="Root">The folder of <c>host.json</c> and the settings files.</param>
/// <param name="State">The folder of everything that the host writes. It exists.</param>
/// <param name="Application">The folder of the built application.</param>
internal sealed record HostFolders(string Root, string State, string Application)
{
    private const string SolutionFile = "Tasdir.slnx";

    public string HostJson => Path.Combine(Root, "host.json");

    public string SampleSettings => Path.Combine(Root, "local.settings.sample.json");

    public string Settings => Path.Combine(Root, "local.settings.json");

    public static HostFolders Find(string application, string? root, string? data)
    {
        root ??= RepositoryOf(application) ?? application;
        var state = data ?? Path.Combine(root, ".tasdir");
        try
        {
            Directory.CreateDirectory(state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The state folder {state} cannot be created ({e.Message}); name another with --data.", e);
        }

        return new HostFolders(root, state, application);
    }

    private static string? RepositoryOf(string application)
    {
        for (string? folder = application; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, SolutionFile)) && File.Exists(Path.Combine(folder, "host.json")))
            {
                return folder;
            }
        }

        return null;
    }
}
