using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Client;

public class DurableTaskClientOptions
{
    private DataConverter? _converter;
    private bool? _entities;

    public string DefaultVersion { get; set; } = "";

    public DataConverter DataConverter
    {
        get => _converter ?? JsonDataConverter.Default;
        set => _converter = value;
    }

    public bool EnableEntitySupport
    {
        get => _entities ?? false;
        set => _entities = value;
    }

    internal bool HasConverter => _converter is not null;

    internal void ApplyTo(DurableTaskClientOptions other)
    {
        other._converter ??= DataConverter;
        other._entities ??= EnableEntitySupport;
        if (!string.IsNullOrWhiteSpace(DefaultVersion))
        {
            other.DefaultVersion = DefaultVersion;
        }
    }
}
