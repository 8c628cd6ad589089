# YOLOX-nano fine-tuned on the blood cells of BCCD, on a processor:
#   vedette data convert voc data/BCCD
#   vedette checkpoint convert --from yolox yolox_nano.pth yolox_nano_mmdet.pth
# With 200 pictures and 375 steps, AdamW without Mosaic learns the rare, small platelets, which SGD hardly begins to.
_base_ = './yolox_nano_8xb8-300e_coco.py'

data_root = 'data/BCCD/'
classes = ('Platelets', 'RBC', 'WBC')
load_from = 'yolox_nano_mmdet.pth'

img_scale = (416, 416)  # width, height
max_epochs = 15
base_lr = 0.001

model = dict(
    data_preprocessor=dict(batch_augments=None),
    bbox_head=dict(num_classes=len(classes)))

train_pipeline = [
    dict(type='LoadImageFromFile'),
    dict(type='LoadAnnotations', with_bbox=True),
    dict(type='YOLOXHSVRandomAug'),
    dict(
        type='RandomFlip', prob=0.75,
        direction=['horizontal', 'vertical', 'diagonal']),
    dict(
        type='RandomResize', scale=img_scale, ratio_range=(0.8, 1.25),
        keep_ratio=True),
    dict(type='RandomCrop', crop_size=img_scale, allow_negative_crop=True),
    dict(
        type='Pad', size=img_scale,
        pad_val=dict(img=(114.0, 114.0, 114.0))),
    dict(type='FilterAnnotations', keep_empty=False, min_gt_bbox_wh=(1, 1)),
    dict(type='PackDetInputs'),
]
train_dataloader = dict(
    num_workers=2,
    drop_last=True,
    dataset=dict(
        _delete_=True,
        type='CocoDataset',
        data_root=data_root,
        ann_file='annotations/instances_train.json',
        data_prefix=dict(img=''),
        metainfo=dict(classes=classes),
        filter_cfg=dict(filter_empty_gt=True, min_size=32),
        pipeline=train_pipeline))
val_dataloader = dict(
    num_workers=2,
    dataset=dict(
        data_root=data_root,
        ann_file='annotations/instances_val.json',
        data_prefix=dict(img=''),
        metainfo=dict(classes=classes)))
test_dataloader = dict(
    num_workers=2,
    dataset=dict(
        data_root=data_root,
        ann_file='annotations/instances_test.json',
        data_prefix=dict(img=''),
        metainfo=dict(classes=classes)))
val_evaluator = dict(
    ann_file=data_root + 'annotations/instances_val.json', classwise=True)
test_evaluator = dict(
    ann_file=data_root + 'annotations/instances_test.json', classwise=True)

train_cfg = dict(
    _delete_=True,
    type='EpochBasedTrainLoop', max_epochs=max_epochs, val_interval=5)
optim_wrapper = dict(
    _delete_=True,
    type='OptimWrapper',
    optimizer=dict(type='AdamW', lr=base_lr, weight_decay=0.05),
    paramwise_cfg=dict(norm_decay_mult=0., bias_decay_mult=0.))
param_scheduler = [
    dict(
        type='LinearLR', start_factor=0.01, by_epoch=False, begin=0, end=30),
    dict(
        type='CosineAnnealingLR', by_epoch=True, convert_to_iter_based=True,
        begin=1, end=max_epochs, T_max=max_epochs - 1, eta_min=base_lr * 0.02),
]
default_hooks = dict(
    checkpoint=dict(interval=1, max_keep_ckpts=1, save_best='coco/bbox_mAP'),
    logger=dict(interval=10))
# The average reaches back less far than in a run of 300 epochs.
custom_hooks = [
    dict(
        type='EMAHook', priority=49,
        ema_type='ExpMomentumEMA', momentum=0.01, gamma=20,
        update_buffers=True),
]
