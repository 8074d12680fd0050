#include "app/cli/command.h"

namespace saccade::cli {

void add_average(CLI::App& program, std::vector<Command>& commands);
void add_caption(CLI::App& program, std::vector<Command>& commands);
void add_data(CLI::App& program, std::vector<Command>& commands);
void add_encode(CLI::App& program, std::vector<Command>& commands);
void add_evaluate(CLI::App& program, std::vector<Command>& commands);
void add_export(CLI::App& program, std::vector<Command>& commands);
void add_faithfulness(CLI::App& program, std::vector<Command>& commands);
void add_features(CLI::App& program, std::vector<Command>& commands);
void add_folder(CLI::App& program, std::vector<Command>& commands);
void add_import(CLI::App& program, std::vector<Command>& commands);
void add_info(CLI::App& program, std::vector<Command>& commands);
void add_score(CLI::App& program, std::vector<Command>& commands);
void add_sweep(CLI::App& program, std::vector<Command>& commands);
void add_train(CLI::App& program, std::vector<Command>& commands);

const std::vector<AddCommand>& command_table() {
    static const std::vector<AddCommand> table{
        add_caption, add_folder, add_info,     add_encode, add_import,       add_data,    add_features,
        add_train,   add_sweep,  add_evaluate, add_score,  add_faithfulness, add_average, add_export};
    return table;
}

} // namespace saccade::cli
