// Mnemonics for buttons whose words come from a catalogue: the first letter that no other control of the window has.
#pragma once

class QWidget;

namespace smk {

// Push buttons inside `inside` that have no mnemonic of their own get one that is free among the visible controls of
// `window`. Called again when other controls have come: a letter that was given here is then given anew.
void giveMnemonics(QWidget *window, QWidget *inside);

} // namespace smk
