#include "core/image/raster.h"

#include <array>
#include <lcms2.h>
#include <memory>
#include <optional>
#include <type_traits>

namespace saccade {

namespace {

struct CloseContext {
    void operator()(cmsContext context) const { cmsDeleteContext(context); }
};
struct CloseProfile {
    void operator()(cmsHPROFILE profile) const { cmsCloseProfile(profile); }
};
struct CloseTransform {
    void operator()(cmsHTRANSFORM transform) const { cmsDeleteTransform(transform); }
};
// lcms2's handles are pointers to void and to an opaque struct.
using Context = std::unique_ptr<std::remove_pointer_t<cmsContext>, CloseContext>;
using Profile = std::unique_ptr<void, CloseProfile>;
using Transform = std::unique_ptr<void, CloseTransform>;

struct Colours {
    cmsColorSpaceSignature space;
    cmsUInt32Number format;
};

/// What of the samples is colour; alpha is handled apart.
Colours colours_of(Raster::Layout layout) {
    switch (layout) {
    case Raster::Layout::grey:
        return {cmsSigGrayData, TYPE_GRAY_8};
    case Raster::Layout::grey_alpha:
        return {cmsSigGrayData, TYPE_GRAYA_8};
    case Raster::Layout::rgb:
        return {cmsSigRgbData, TYPE_RGB_8};
    case Raster::Layout::rgba:
        return {cmsSigRgbData, TYPE_RGBA_8};
    case Raster::Layout::cmyk:
        break;
    }
    return {cmsSigCmykData, TYPE_CMYK_8};
}

/// Null when it is broken, or there is no context.
cmsHPROFILE open_profile(const Context& context, std::span<const std::byte> profile) {
    if (!context)
        return nullptr;
    return cmsOpenProfileFromMemTHR(context.get(), profile.data(),
                                    static_cast<cmsUInt32Number>(profile.size()));
}

/// Empty when there is no profile, it is broken, or it describes another colour space than the pixels have.
std::optional<std::vector<std::uint8_t>> through_profile(const Raster& raster) {
    if (raster.profile.empty())
        return std::nullopt;
    const Context context(cmsCreateContext(nullptr, nullptr));
    const Profile source(open_profile(context, raster.profile));
    const Colours colours = colours_of(raster.layout);
    if (!source || cmsGetColorSpace(source.get()) != colours.space)
        return std::nullopt;
    const Profile target(cmsCreate_sRGBProfileTHR(context.get()));
    const Transform transform(cmsCreateTransformTHR(context.get(), source.get(), colours.format, target.get(),
                                                    TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                                                    cmsFLAGS_BLACKPOINTCOMPENSATION));
    if (!transform)
        return std::nullopt;
    const std::size_t row_samples = row_size(raster);
    const std::size_t row_rgb = static_cast<std::size_t>(raster.width) * 3;
    std::vector<std::uint8_t> rgb(row_rgb * static_cast<std::size_t>(raster.height));
    for (std::size_t row = 0; row < static_cast<std::size_t>(raster.height); ++row)
        cmsDoTransform(transform.get(), raster.samples.data() + row * row_samples, rgb.data() + row * row_rgb,
                       static_cast<cmsUInt32Number>(raster.width));
    return rgb;
}

/// Without a profile: samples are taken as sRGB, inks as ideal ones.
std::vector<std::uint8_t> as_srgb(const Raster& raster) {
    const auto channels = static_cast<std::size_t>(sample_count(raster.layout));
    const std::size_t pixels = raster.samples.size() / channels;
    std::vector<std::uint8_t> rgb(pixels * 3);
    for (std::size_t i = 0; i < pixels; ++i) {
        const std::uint8_t* const sample = raster.samples.data() + i * channels;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            std::uint8_t& value = rgb[i * 3 + channel];
            switch (raster.layout) {
            case Raster::Layout::grey:
            case Raster::Layout::grey_alpha:
                value = sample[0];
                break;
            case Raster::Layout::rgb:
            case Raster::Layout::rgba:
                value = sample[channel];
                break;
            case Raster::Layout::cmyk:
                value = static_cast<std::uint8_t>(((255 - sample[channel]) * (255 - sample[3]) + 127) / 255);
                break;
            }
        }
    }
    return rgb;
}

void lay_over_white(const Raster& raster, std::vector<std::uint8_t>& rgb) {
    const auto channels = static_cast<std::size_t>(sample_count(raster.layout));
    for (std::size_t i = 0; i * 3 < rgb.size(); ++i) {
        const int alpha = raster.samples[i * channels + channels - 1];
        for (std::size_t channel = 0; channel < 3; ++channel) {
            std::uint8_t& value = rgb[i * 3 + channel];
            value = static_cast<std::uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
        }
    }
}

} // namespace

int sample_count(Raster::Layout layout) {
    switch (layout) {
    case Raster::Layout::grey:
        return 1;
    case Raster::Layout::grey_alpha:
        return 2;
    case Raster::Layout::rgb:
        return 3;
    case Raster::Layout::rgba:
    case Raster::Layout::cmyk:
        break;
    }
    return 4;
}

std::size_t row_size(const Raster& raster) {
    return static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(sample_count(raster.layout));
}

std::string profile_description(std::span<const std::byte> profile) {
    if (profile.empty())
        return {};
    const Context context(cmsCreateContext(nullptr, nullptr));
    const Profile handle(open_profile(context, profile));
    std::array<char, 256> text{};
    if (handle)
        cmsGetProfileInfoASCII(handle.get(), cmsInfoDescription, "en", "US", text.data(), text.size() - 1);
    return text.data();
}

std::vector<std::uint8_t> to_srgb(Raster raster) {
    std::vector<std::uint8_t> rgb;
    if (auto converted = through_profile(raster))
        rgb = std::move(*converted);
    else if (raster.layout == Raster::Layout::rgb)
        return std::move(raster.samples);
    else
        rgb = as_srgb(raster);
    if (raster.layout == Raster::Layout::rgba || raster.layout == Raster::Layout::grey_alpha)
        lay_over_white(raster, rgb);
    return rgb;
}

} // namespace saccade
