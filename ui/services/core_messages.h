#pragma once

#include <QString>

#include <span>
#include <string>

namespace saccade {

/// What core and the services say, in the language of the interface. Core speaks English and knows no Qt; a
/// message is recognised by what it was made from. Messages inside of others are translated too, and so is a
/// whole "PATH: FAULT. REMEDY." What is not known comes back as it is.
QString coreMessage(const QString& english);
QString coreMessage(const std::string& english);

/// One sentence behind the other.
QString joinedSentences(const QString& first, const QString& second);

/// What core's messages are made from, as in its sources: "line {} is malformed". In a translation, {1} is
/// the second argument, and the places without a number are taken in turn.
std::span<const char* const> coreMessagePatterns();

} // namespace saccade
