using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Tasdir.Inspection.Pdf;

/// <summary>
/// The reader's filters, each within the allowance of the file: what a stream unpacks to is measured before the reader keeps
/// it. They are asked for whenever a stream is drawn, so that a page which draws itself a billion times over ends in time.
/// </summary>
internal sealed class BoundedFilters : IFilterProvider
{
    private readonly Allowance _allowance;
    private readonly Dictionary<IFilter, IFilter> _bounded;
    private readonly HashSet<int> _measured = [];

    public BoundedFilters(Allowance allowance)
    {
        _allowance = allowance;
        _bounded = DefaultFilterProvider.Instance.GetAllFilters().ToDictionary(filter => filter, filter => (IFilter)new Bounded(filter, this));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary)
    {
        _allowance.CheckTime();
        return Bound(DefaultFilterProvider.Instance.GetFilters(dictionary));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names)
    {
        _allowance.CheckTime();
        return Bound(DefaultFilterProvider.Instance.GetNamedFilters(names));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetAllFilters() => Bound(DefaultFilterProvider.Instance.GetAllFilters());

    private IReadOnlyList<IFilter> Bound(IReadOnlyList<IFilter> filters) => [.. filters.Select(filter => _bounded[filter])];

    // A letterhead that every page draws is unpacked for each, and counted once.
    private bool IsNew(ReadOnlySpan<byte> input)
    {
        HashCode hash = default;
        hash.AddBytes(input);
        return _measured.Add(hash.ToHashCode());
    }

    private void Measure(Stream unpacked, int packed, bool isNew)
    {
        byte[] buffer = new byte[81_920];
        long all = 0;
        for (int read = unpacked.Read(buffer); read > 0; read = unpacked.Read(buffer))
        {
            all += read;
            _allowance.Unpacked(packed, all, isNew ? read : 0);
        }
    }

    private sealed class Bounded(IFilter filter, BoundedFilters all) : IFilter
    {
        public bool IsSupported => filter.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            bool isNew = all.IsNew(input.Span);
            if (filter is FlateFilter)
            {
                Inflate(input, isNew);
            }
            else if (filter is LzwFilter)
            {
                all._allowance.Unpacked(input.Length, LzwLength.Of(input.Span), isNew ? LzwLength.Of(input.Span) : 0);
            }

            Memory<byte> output = filter.Decode(input, streamDictionary, filterProvider, filterIndex);
            if (filter is not (FlateFilter or LzwFilter))
            {
                all._allowance.Unpacked(input.Length, output.Length, isNew ? output.Length : 0);
            }

            return output;
        }

        private void Inflate(Memory<byte> input, bool isNew)
        {
            if (input.Length <= 2)
            {
                return;
            }

            try
            {
                using MemoryStream packed = new(input[2..].ToArray());
                using DeflateStream unpacked = new(packed, CompressionMode.Decompress);
                all.Measure(unpacked, input.Length, isNew);
            }
            catch (InvalidDataException)
            {
                // Damaged: the reader goes as far as this did.
            }
        }
    }
}
