#include "app/cli/program.h"

int main(int argc, char** argv) {
    return saccade::cli::run_program(argc, argv);
}
