namespace Tasdir.Local.Engine;

/// <summary>The history cannot be used; the message is one sentence for whoever starts the app.</summary>
public sealed class EngineException(string message, Exception? cause = null) : Exception(message, cause);
