namespace Tasdir.Local.Host;

/// <summary>The host cannot start. The message is one sentence that tells the person at the keyboard what to do.</summary>
public sealed class StartupException : Exception
{
    /// <summary>Creates the error from its sentence.</summary>
    public StartupException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error from its sentence and what caused it.</summary>
    public StartupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Makes the program end with the sentence on standard error and exit code 1 when nobody catches this exception,
    /// in place of a stack trace.
    /// </summary>
    internal static void EndProgramPlainly()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
    }

    private static void OnUnhandled(object sender, UnhandledExceptionEventArgs e)
    {
        if (e.ExceptionObject is StartupException startup)
        {
            Console.Error.WriteLine(startup.Message);
            Environment.Exit(1);
        }
    }
}
