// Gives the precompiled header a home; see CMakeLists.txt.
#include <torch/torch.h>
